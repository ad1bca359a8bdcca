def overload(deployment, seconds, evidence):
    raise NotImplementedError
