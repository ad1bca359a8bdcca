import type { ReactElement } from "react";
import type { Customer } from "../../gen/api";
import { api } from "../../lib/http";
import { colon, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { useQuery } from "../../lib/query";
import { customerFields, useWords } from "../../lib/spoken";
import { ButtonLink } from "../../ui/Button";
import { Facts } from "../../ui/Page";
import { Menu, MenuItem } from "../../ui/Menu";
import { Peek } from "../../ui/Peek";
import { Notice } from "../../ui/State";
import { FieldValue, ShownField } from "../customer/FieldValue";
import { CustomerTags } from "../customer/CustomerTags";
import { Tier } from "../customer/Tier";
import { listTexts } from "./texts";

const fields: readonly ShownField[] = ["phone", "sex", "birthday", "ownerId", "homeBranchId", "sourceChannel", "wechat", "createdAt", "remark"];

/** The customer beside the list. */
export function CustomerPeek({ customer, acts, onClose }: { customer: Customer; acts: readonly MenuItem[]; onClose: () => void }): ReactElement {
  const t = useTexts(listTexts);
  const label = useWords(customerFields);
  const rights = useRights();
  const id = customer.id ?? "";
  const whole = useQuery(["customer", id], () => api("GET /v1/customers/{id}", { path: { id } })).value ?? customer;
  const rows = fields.filter((field) => rights.sees("customer", field, whole.homeBranchId) && field in whole)
    .map((field) => ({ name: label(field), value: <FieldValue customer={whole} field={field} />, wide: field === "remark" || field === "phone" }));
  return (
    <Peek title={whole.name ?? "—"} onClose={onClose} foot={<><ButtonLink kind="primary" icon="user-round" to={`/customers/${id}`}>{t.open}</ButtonLink><span className="grow" /><Menu label={t.more} items={acts} /></>}>
      <div className="row"><Tier level={whole.level} /><span className="mono dim">#{whole.number}</span></div>
      <CustomerTags customer={whole} />
      {whole.allergy && <Notice kind="bad">{label("allergy")}{colon()}<FieldValue customer={whole} field="allergy" /></Notice>}
      <Facts two rows={rows} />
    </Peek>
  );
}
