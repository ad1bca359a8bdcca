import { ReactElement, useState } from "react";
import type { Operations } from "../../gen/api";
import { Appointment, appointmentOf } from "../../lib/appointments";
import type { Bookable } from "../../lib/catalogue";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { asProblem } from "../../lib/problem";
import { useSubmission } from "../../lib/submit";
import { tell, tellProblem, tellUndoable } from "../../lib/toast";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/State";
import { bodyBack, Concern, concernsOf, Refusal, refusalOf, resourcesIn, Slot } from "./appointments";
import { FindTime } from "./FindTime";
import { Concerns, NotFree } from "./NotFree";
import { appointmentsChanged } from "./progress";
import { bookingTexts } from "./texts";

type Body = NonNullable<Operations["PATCH /v1/appointments/{id}"]["body"]>;

/** A move that the server refused, and what was asked of it. */
export interface Refused {
  readonly appointment: Appointment;
  readonly body: Body;
  readonly refusal: Refusal | undefined;
  readonly concerns: readonly Concern[] | undefined;
}

interface Shared {
  branch: string;
  bookables: readonly Bookable[];
  title: string;
  customer: (id: string | null | undefined) => string | undefined;
  service: (id: string) => string;
  onClose: () => void;
}

/** Sends moves, and keeps what speaks against the last one. */
function useMove(appointment: Appointment, onDone: () => void) {
  const t = useTexts(bookingTexts);
  const submission = useSubmission();
  const [body, setBody] = useState<Body>();
  const move = (next: Body) => {
    setBody(next);
    void submission.run(async () => {
      const moved = appointmentOf(await api("PATCH /v1/appointments/{id}", { path: { id: appointment.id }, version: appointment.version, body: next }));
      appointmentsChanged();
      tellUndoable(t.moved, () => void takeBack(moved));
      onDone();
    });
  };
  // Where it stood, on the version that the move made: what a colleague did since is not undone.
  const takeBack = async (moved: Appointment) => {
    try {
      await api("PATCH /v1/appointments/{id}", { path: { id: moved.id }, version: moved.version, body: bodyBack(appointment) });
      tell(t.movedBack);
    } catch (failure) {
      tellProblem(asProblem(failure));
    }
    appointmentsChanged();
  };
  return { ...submission, body, move };
}

/** Reasons were given for the time that was refused; another one is asked for without them. */
const to = (slot: Slot): Body => ({ startsAt: slot.startsAt, resources: resourcesIn(slot), overbook: null, despite: null });

/** Where it stands already is no other time for it. */
const elsewhere = (refusal: Refusal | undefined, { startsAt, endsAt }: Appointment): Refusal | undefined => refusal && {
  ...refusal, alternatives: refusal.alternatives.filter((slot) => Date.parse(slot.startsAt) !== Date.parse(startsAt) || Date.parse(slot.endsAt) !== Date.parse(endsAt)),
};

/** Why a move was refused, the next free times, and the ways around. */
export function MoveDialog({ refused, title, onClose, ...rest }: Shared & { refused: Refused }): ReactElement {
  const { isBusy, problem, body, move } = useMove(refused.appointment, onClose);
  const asked = body ?? refused.body;
  return (
    <Dialog title={title} wide onClose={onClose}>
      <Explanation
        refusal={elsewhere(problem ? refusalOf(problem) : refused.refusal, refused.appointment)} concerns={problem ? concernsOf(problem) : refused.concerns} busy={isBusy} {...rest}
        onChoose={(slot) => move({ ...asked, ...to(slot) })} onOverbook={(overbook) => move({ ...asked, overbook })} onGoOn={(despite) => move({ ...asked, despite })}
      />
      {problem && !refusalOf(problem) && !concernsOf(problem) && <FormProblem problem={problem} />}
    </Dialog>
  );
}

/** Another time for an appointment, found by search. */
export function OtherTimeDialog({ appointment, title, onClose, ...rest }: Shared & { appointment: Appointment }): ReactElement {
  const t = useTexts(bookingTexts);
  const { isBusy, problem, body, move } = useMove(appointment, onClose);
  const [refusal, concerns] = [elsewhere(refusalOf(problem), appointment), concernsOf(problem)];
  return (
    <Dialog title={`${t.findOther} · ${title}`} wide onClose={onClose}>
      {(refusal || concerns) && <Explanation refusal={refusal} concerns={concerns} busy={isBusy} {...rest} onChoose={(slot) => move({ ...body, ...to(slot) })} onOverbook={(overbook) => move({ ...body, overbook })} onGoOn={(despite) => move({ ...body, despite })} />}
      {problem && !refusal && !concerns && <FormProblem problem={problem} />}
      <FindTime branch={rest.branch} services={appointment.services} resources={[]} bookables={rest.bookables} onChoose={(slot) => !isBusy && move(to(slot))} />
    </Dialog>
  );
}

interface ExplanationProps extends Omit<Shared, "title" | "onClose"> {
  refusal: Refusal | undefined;
  concerns: readonly Concern[] | undefined;
  busy: boolean;
  onChoose: (slot: Slot) => void;
  onOverbook: (reason: string) => void;
  onGoOn: (reason: string) => void;
  onWait?: (() => void) | undefined;
  /** What a reason against medical concerns is kept with, where it is more than one booking. */
  reach?: string | undefined;
}

/** What speaks against a booking: taken times, or medical reasons. */
export function Explanation({ refusal, concerns, onGoOn, service, onOverbook, onChoose, reach, ...rest }: ExplanationProps): ReactElement | null {
  if (refusal) return <NotFree refusal={refusal} {...rest} onChoose={onChoose} onOverbook={onOverbook} />;
  if (concerns) return <Concerns concerns={concerns} branch={rest.branch} service={service} busy={rest.busy} onGoOn={onGoOn} reach={reach} />;
  return null;
}
