import { KeyboardEvent, ReactElement, useEffect, useRef, useState } from "react";
import { searchCustomers } from "../lib/customers";
import { dictionary, useTexts } from "../lib/i18n";
import { useRights } from "../lib/me";
import { go } from "../lib/router";
import { Icon } from "../ui/Icon";
import { navigationFor, navTexts } from "./navigation";

interface Entry {
  readonly id: string;
  readonly group: string;
  readonly icon: string;
  readonly label: string;
  readonly detail?: string;
  readonly act: () => void;
}

const texts = dictionary({
  search: ["搜索客户、页面", "Search customers, pages"],
  customers: ["客户", "Customers"],
  pages: ["页面", "Pages"],
  actions: ["操作", "Actions"],
  newCustomer: ["新建客户", "New customer"],
  newBooking: ["新建预约", "New booking"],
  emergency: ["紧急打开客户档案", "Open a customer in an emergency"],
  ask: ["申请查看客户", "Ask to see a customer"],
  nothing: ["没有匹配项", "Nothing matches"],
  foot: ["输入姓名、拼音、首字母、手机号、尾号 4 位、客户号或微信", "Type a name, pinyin, initials, a phone, its last four digits, a number or WeChat"],
});

/** Everything by keyboard: pages, actions, and customers by name, number or last four digits. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTexts(texts);
  const names = useTexts(navTexts);
  const rights = useRights();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const [customers, setCustomers] = useState<Entry[]>([]);
  const leave = (act: () => void) => () => {
    onClose();
    act();
  };
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (!rights.may("search.customer")) return undefined;
    const asked = new AbortController();
    const timer = setTimeout(() => {
      searchCustomers(typed, 8, asked.signal).then(
        (found) => setCustomers((found?.data ?? []).map((customer) => ({
          id: customer.id ?? "", group: t.customers, icon: "user-round", label: customer.name ?? "—",
          detail: [customer.number && `#${customer.number}`, customer.phone].filter(Boolean).join("  "), act: () => go(`/customers/${customer.id}`),
        }))),
        () => setCustomers([]));
    }, 200);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [typed]);
  const wanted = typed.trim().toLowerCase();
  const pages: Entry[] = navigationFor(rights).flatMap((group) => group.items).map((item) => ({
    id: item.path, group: t.pages, icon: item.icon, label: names[item.text], ...(item.key ? { detail: `G ${item.key}` } : {}), act: () => go(item.path),
  }));
  const actions: Entry[] = [
    ...(rights.may("create.customer") ? [{ id: "new", group: t.actions, icon: "user-round-plus", label: t.newCustomer, detail: "C", act: () => go("/customers?new=1") }] : []),
    ...(rights.may("book.appointment") ? [{ id: "book", group: t.actions, icon: "calendar-plus", label: t.newBooking, detail: "B", act: () => go("/calendar?new=1") }] : []),
    ...(rights.may("break_glass.customer") && rights.may("read.customer") ? [{ id: "emergency", group: t.actions, icon: "siren", label: t.emergency, act: () => go("/customers?emergency=1") }] : []),
    ...(rights.may("request.care") ? [{ id: "care", group: t.actions, icon: "user-round-key", label: t.ask, act: () => go("/care-requests?new=1") }] : []),
  ];
  const entries = [...customers, ...[...actions, ...pages].filter((entry) => entry.label.toLowerCase().includes(wanted))];
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(entries.length - 1, active + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const entry = entries[active];
      if (entry) leave(entry.act)();
    }
  };
  let group = "";
  return (
    <dialog ref={dialog} className="palette" aria-label={t.search} onCancel={onClose} onClick={(event) => event.target === dialog.current && onClose()}>
      <div className="palette-field">
        <Icon icon="search" />
        <input
          autoFocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label={t.search} value={typed} placeholder={t.search} autoComplete="off"
          aria-activedescendant={entries.length > 0 ? `palette-${active}` : undefined} onKeyDown={key}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t.search}>
        {entries.map((entry, index) => {
          const isNew = entry.group !== group;
          group = entry.group;
          return (
            <div key={entry.id} role="presentation">
              {isNew && <div className="palette-group" role="presentation">{entry.group}</div>}
              <div id={`palette-${index}`} className="option" role="option" aria-selected={index === active} onPointerMove={() => setActive(index)} onClick={leave(entry.act)}>
                <Icon icon={entry.icon} /><span>{entry.label}</span>{entry.detail && <small>{entry.detail}</small>}
              </div>
            </div>
          );
        })}
      </div>
      {entries.length === 0 && <div className="empty" style={{ padding: 24 }}>{t.nothing}</div>}
      {rights.may("search.customer") && <div className="palette-foot">{t.foot}</div>}
    </dialog>
  );
}
