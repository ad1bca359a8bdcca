import { ReactElement, useState } from "react";
import { hasPin, lock, removePin, setPin } from "../../lib/lock";
import { dictionary, useTexts } from "../../lib/i18n";
import { halfWidth } from "../../lib/input";
import { useMe } from "../../lib/me";
import { tell } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { Card } from "../../ui/Page";

const texts = dictionary({
  title: ["锁屏 PIN 码", "Lock screen PIN"],
  about: ["离开座位时按 Alt+L 锁屏，页面保持原样，用 PIN 码回来。只在这台电脑上有效。", "Lock with Alt+L when you leave; the page stays and a PIN brings it back. For this computer alone."],
  on: ["已设置", "Set"],
  off: ["未设置", "Not set"],
  set: ["设置 PIN 码", "Set a PIN"],
  change: ["更换", "Change"],
  remove: ["移除", "Remove"],
  pin: ["PIN 码（4 到 8 位数字）", "PIN (4 to 8 digits)"],
  again: ["再输一次", "Once more"],
  bad: ["请输入 4 到 8 位数字", "Enter four to eight digits"],
  differs: ["两次输入不一致", "The two are not the same"],
  save: ["保存", "Save"],
  done: ["PIN 码已设置", "PIN set"],
  lock: ["立即锁屏", "Lock now"],
});

export function PinCard(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [isSet, setIsSet] = useState(hasPin(me.user.id));
  const [isOpen, setOpen] = useState(false);
  return (
    <Card title={t.title} actions={<Badge tone={isSet ? "ok" : "plain"} icon={isSet ? "circle-check" : "circle-dashed"}>{isSet ? t.on : t.off}</Badge>}>
      <div className="stack">
        <p className="dim">{t.about}</p>
        <div className="row row-wrap">
          <Button onClick={() => setOpen(true)}>{isSet ? t.change : t.set}</Button>
          {isSet && (
            <Button
              onClick={() => {
                removePin(me.user.id);
                setIsSet(false);
              }}
            >
              {t.remove}
            </Button>
          )}
          <Button icon="lock" onClick={lock}>{t.lock}</Button>
        </div>
      </div>
      {isOpen && (
        <PinDialog
          onClose={() => setOpen(false)}
          onSet={() => {
            setIsSet(true);
            setOpen(false);
          }}
        />
      )}
    </Card>
  );
}

function PinDialog({ onClose, onSet }: { onClose: () => void; onSet: () => void }): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [pin, setPinText] = useState("");
  const [again, setAgain] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<{ pin?: string; again?: string }>({});
  const save = async () => {
    const digits = halfWidth(pin);
    if (!/^\d{4,8}$/.test(digits)) setComplaint({ pin: t.bad });
    else if (digits !== halfWidth(again)) setComplaint({ again: t.differs });
    else {
      setBusy(true);
      await setPin(me.user.id, digits);
      tell(t.done);
      onSet();
    }
  };
  const common = { type: "password", className: "code-input", inputMode: "numeric" as const, maxLength: 8, autoComplete: "off" };
  return (
    <Dialog title={t.title} onClose={onClose} action={{ label: t.save, busy: isBusy, run: () => void save() }}>
      <TextField {...common} label={t.pin} value={pin} onValue={setPinText} error={complaint.pin} />
      <TextField {...common} label={t.again} value={again} onValue={setAgain} error={complaint.again} />
    </Dialog>
  );
}
