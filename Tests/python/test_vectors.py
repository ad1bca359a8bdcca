"""The known answers of Tests/Vectors are those that the independent implementation gives today, too."""
import json
import pathlib
import shutil
import subprocess
import sys

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Vectors"


def test_vectors_are_what_make_py_computes(tmp_path):
    shutil.copy(VECTORS / "make.py", tmp_path)
    subprocess.run([sys.executable, str(tmp_path / "make.py")], check=True)
    made = sorted(tmp_path.glob("*.json"))
    assert [path.name for path in made] == sorted(path.name for path in VECTORS.glob("*.json"))
    for path in made:
        assert json.loads(path.read_text()) == json.loads((VECTORS / path.name).read_text()), path.name
