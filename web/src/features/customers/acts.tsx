import { lazy, ReactElement, Suspense, useState } from "react";
import type { Customer } from "../../gen/api";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { go } from "../../lib/router";
import { tell } from "../../lib/toast";
import type { MenuItem } from "../../ui/Menu";

// Seldom opened: fetched when they are.
const RowDialog = lazy(() => import("./RowDialog"));

const texts = dictionary({
  edit: ["编辑资料", "Edit"],
  tag: ["打标签", "Tags"],
  note: ["写沟通记录", "Write a note"],
  timeline: ["看时间轴", "See the timeline"],
  apart: ["在新标签页打开", "Open in a new tab"],
  copy: ["复制客户号", "Copy the number"],
  copied: [(number: string) => `已复制 ${number}`, (number: string) => `${number} copied`],
});

/** What is done to one customer of the list in a dialog. */
export type RowAct = "edit" | "tag";

interface CustomerActs {
  readonly menu: (customer: Customer) => readonly MenuItem[];
  readonly dialog: ReactElement | undefined;
}

/** The acts of a customer beside and in the list: the same in the row's menu and in the peek, as far as somebody may. */
export function useCustomerActs(onChanged: (customer: Customer) => void): CustomerActs {
  const t = useTexts(texts);
  const rights = useRights();
  const [open, setOpen] = useState<{ act: RowAct; customer: Customer }>();
  const menu = (customer: Customer): MenuItem[] => {
    const [path, branch] = [`/customers/${customer.id}`, customer.homeBranchId];
    const number = `#${customer.number}`;
    const copy = () => void navigator.clipboard?.writeText(String(customer.number)).then(() => tell(t.copied(number)), () => undefined);
    return [
      ...(rights.may("update.customer", branch) ? [{ label: t.edit, icon: "pencil", act: () => setOpen({ act: "edit", customer }) }] : []),
      ...(rights.may("tag.customer", branch) && rights.maySet("customer", "tags", branch) ? [{ label: t.tag, icon: "tag", act: () => setOpen({ act: "tag", customer }) }] : []),
      ...(rights.may("create.note", branch) ? [{ label: t.note, icon: "message-square-text", act: () => go(`${path}?tab=notes`) }] : []),
      { label: t.timeline, icon: "history", act: () => go(`${path}?tab=timeline`) },
      { label: t.apart, icon: "external-link", act: () => void window.open(path, "_blank", "noopener") },
      ...(customer.number === undefined ? [] : [{ label: t.copy, icon: "copy", act: copy }]),
    ];
  };
  return {
    menu,
    dialog: open && <Suspense><RowDialog act={open.act} customer={open.customer} onChanged={onChanged} onClose={() => setOpen(undefined)} /></Suspense>,
  };
}
