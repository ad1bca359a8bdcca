import { ReactElement, useState } from "react";
import { named, useBookables, useServices } from "../../lib/catalogue";
import { findCustomers } from "../../lib/customers";
import { moment } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Combobox, Option } from "../../ui/Combobox";
import { Dialog } from "../../ui/Dialog";
import { FormProblem, Notice } from "../../ui/State";
import { concernsOf, refusalOf } from "../calendar/appointments";
import { FindTime } from "../calendar/FindTime";
import { Concerns, NotFree } from "../calendar/NotFree";
import { OnlineRequest, wishOf } from "./model";
import { requestsChanged } from "./reading";
import { onlineTexts } from "./texts";

/** Makes a request a booking: at the time that is kept, at one of those that were wished for, or at another free one. */
export function BookDialog({ request, onClose }: { request: OnlineRequest; onClose: () => void }): ReactElement {
  const t = useTexts(onlineTexts);
  const rights = useRights();
  const branch = request.branchId ?? "";
  const services = useServices().value ?? [];
  const bookables = useBookables(branch).value ?? [];
  const isHeld = request.slot === "held" && Boolean(request.startsAt);
  const wished = (request.wishes ?? []).map(wishOf).flatMap((wish) => (wish && "startsAt" in wish && Date.parse(wish.startsAt) > Date.now() && !(isHeld && Date.parse(wish.startsAt) === Date.parse(request.startsAt ?? "")) ? [wish.startsAt] : []));
  // Empty is the time that is kept.
  const [startsAt, setStartsAt] = useState(isHeld ? "" : wished[0]);
  const [customer, setCustomer] = useState<Option>();
  const [asked, setAsked] = useState<string>();
  const { isBusy, problem: answered, run } = useSubmission();
  const problem = asked === startsAt ? answered : undefined;
  const book = (at: string | undefined, despite?: string) => {
    setStartsAt(at);
    setAsked(at);
    void run(async () => {
      const body = { ...(at ? { startsAt: at } : {}), ...(customer ? { customerId: customer.value } : {}), ...(despite ? { despite } : {}) };
      await api("POST /v1/online-requests/{id}/booking", { path: { id: request.id }, version: request.version, body: body as never });
      requestsChanged();
      tell(t.booked);
      onClose();
    });
  };
  const [refusal, concerns] = [refusalOf(problem), concernsOf(problem)];
  const lacksCustomer = !request.customerId && problem?.of("customerId") !== undefined;
  const serviceName = (id: string) => named(services.find((one) => one.id === id));
  const choice = (value: string, label: string) => <button key={value} type="button" className="tag-choice" aria-pressed={startsAt === value} onClick={() => setStartsAt(value)}>{label}</button>;
  return (
    <Dialog title={`${t.bookTitle} #${request.number ?? ""}`} wide onClose={onClose} action={{ label: t.book, busy: isBusy, disabled: startsAt === undefined, run: () => book(startsAt) }}>
      <div className="stack" role="group" aria-label={t.bookWhen}>
        <span className="field-label">{t.bookWhen}</span>
        <div className="tags">
          {isHeld && choice("", t.bookHeld(moment(request.startsAt)))}
          {wished.map((one) => choice(one, moment(one)))}
          {startsAt && !wished.includes(startsAt) && choice(startsAt, moment(startsAt))}
        </div>
      </div>
      {!request.customerId && (
        <Combobox
          label={t.customer} hint={t.customerHelp} value={customer} onValue={setCustomer} error={problem?.of("customerId")}
          search={async (text, signal) => (await findCustomers(rights, text, signal)).map((one) => ({ value: one.id ?? "", label: one.name ?? `#${one.number ?? ""}`, detail: [one.number && `#${one.number}`, one.phone].filter(Boolean).join("  ") }))}
        />
      )}
      {lacksCustomer && <Notice kind="warn" live>{t.noCustomer}</Notice>}
      {refusal ? <NotFree refusal={refusal} branch={branch} bookables={bookables} customer={() => undefined} busy={isBusy} onChoose={(slot) => book(slot.startsAt)} />
        : concerns ? <Concerns concerns={concerns} branch={branch} service={serviceName} busy={isBusy} onGoOn={(despite) => book(startsAt, despite)} />
          : <FindTime branch={branch} services={request.serviceId ? [request.serviceId] : []} resources={[]} bookables={bookables} chosen={startsAt} onChoose={(slot) => setStartsAt(slot.startsAt)} />}
      {!refusal && !concerns && <FormProblem problem={problem} fields={["customerId"]} />}
    </Dialog>
  );
}
