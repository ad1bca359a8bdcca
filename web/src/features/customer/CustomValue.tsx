import type { ReactElement } from "react";
import type { Customer, CustomerField } from "../../gen/api";
import { amount, isMasked, ordered, valuesOf } from "../../lib/customFields";
import { usePeople } from "../../lib/directory";
import { downloadFile } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { asProblem } from "../../lib/problem";
import { Link } from "../../lib/router";
import { tellProblem } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";

const texts = dictionary({
  open: ["查看客户", "Open the customer"],
  download: ["下载文件", "Download the file"],
  hidden: ["您只能看到打码后的值", "You see it masked"],
});

/** The value of a field that the clinic has added, as it may be seen. */
export function CustomValue({ customer, field }: { customer: Customer; field: CustomerField }): ReactElement {
  const t = useTexts(texts);
  const people = usePeople().value ?? [];
  const value = valuesOf(customer)[field.code];
  if (value === null || value === undefined || value === "") return <span className="dim">—</span>;
  if (isMasked(customer, field)) return <span className="dim" title={t.hidden}>{String(value)}</span>;
  if (Array.isArray(value)) return <span className="row row-wrap">{ordered(field, value).map((one) => <Badge key={one}>{one}</Badge>)}</span>;
  switch (field.kind) {
    case "choice": return <Badge>{String(value)}</Badge>;
    case "customer": return <Link to={`/customers/${String(value)}`}>{t.open}</Link>;
    case "person": return <>{people.find((person) => person.id === value)?.displayName ?? "—"}</>;
    case "money": return <span className="mono">{amount(value)}</span>;
    case "file": return <FileButton customer={customer} code={field.code} label={t.download} />;
    default: return <span className="prewrap">{String(value)}</span>;
  }
}

function FileButton({ customer, code, label }: { customer: Customer; code: string; label: string }): ReactElement {
  const open = () => void downloadFile(`/v1/customers/${customer.id}/custom-files/${code}/content`).catch((error: unknown) => tellProblem(asProblem(error)));
  return <Button icon="download" onClick={open}>{label}</Button>;
}
