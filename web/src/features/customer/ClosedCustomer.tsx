import { ReactElement, useState } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { Link } from "../../lib/router";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/State";
import { CareRequestDialog } from "./CareRequestDialog";
import { EmergencyDialog } from "./EmergencyDialog";

const texts = dictionary({
  title: ["没有这位客户，或您看不到", "No such customer, or none that you see"],
  help: ["受限、未成年或其他院区的客户，只有诊疗团队或获得共享的人看得到。", "Restricted customers, minors and those of other branches are there only for whom they are in care of or shared with."],
  ask: ["申请查看", "Ask to see"],
  emergency: ["紧急打开", "Open in an emergency"],
  back: ["回到客户列表", "Back to customers"],
});

/** A customer who answers like nobody: the two ways that may lead to him nevertheless. */
export default function ClosedCustomer({ id, again }: { id: string; again: () => void }): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  const [asked, setAsked] = useState<"care" | "emergency">();
  const actions = (
    <div className="row row-wrap">
      {rights.may("request.care") && <Button icon="user-round-key" onClick={() => setAsked("care")}>{t.ask}</Button>}
      {rights.may("break_glass.customer") && <Button icon="siren" onClick={() => setAsked("emergency")}>{t.emergency}</Button>}
      <Link to="/customers">{t.back}</Link>
    </div>
  );
  return (
    <>
      <Empty icon="search-x" title={t.title} action={actions}>{t.help}</Empty>
      {asked === "care" && <CareRequestDialog customerId={id} onClose={() => setAsked(undefined)} />}
      {asked === "emergency" && (
        <EmergencyDialog
          customerId={id} onClose={() => {
            setAsked(undefined);
            again();
          }}
        />
      )}
    </>
  );
}
