import type { AppointmentDetail, ServiceDeposit } from "../gen/api";
import { dictionary } from "./i18n";
import { yuan } from "./money";
import type { Words } from "./spoken";

export type DepositRule = ServiceDeposit["rules"][number];
export type DepositState = NonNullable<AppointmentDetail["depositState"]>;

/** What has become of a booking's deposit, as the server spells it. */
export const depositStates: Words = dictionary({
  none: ["无需订金", "None"], due: ["待付", "To be paid"], paid: ["已付", "Paid"], waived: ["已减免", "Waived"], applied: ["抵扣本次消费", "Goes towards the bill"], released: ["无需支付，已付退还", "Released"],
  forfeited: ["不予退还", "Kept"],
});

export const depositTexts = dictionary({
  deposit: ["订金", "Deposit"],
  none: ["不收订金", "Asks for none"],
  amount: [(money: string) => `每次 ${money}`, (money: string) => `${money} a visit`],
  share: [(percent: number) => `价格的 ${percent}%`, (percent: number) => `${percent}% of the price`],
  terms: [
    (pay: number, free: number, late: number, missed: number) => `预约后 ${pay} 小时内支付；提前 ${free} 小时可免费取消，之后取消扣 ${late}%，爽约扣 ${missed}%`,
    (pay: number, free: number, late: number, missed: number) => `Paid within ${pay} hours; free to cancel until ${free} hours before, then ${late}% is kept, and ${missed}% of a no-show`,
  ],
});
type Texts = typeof depositTexts.zh;

/** The rule that holds on a day; nothing where none asks for anything then. */
export function ruleOn(rules: readonly DepositRule[], day: string): DepositRule | undefined {
  const [last] = rules.filter((one) => one.since <= day).sort((left, right) => (left.since < right.since ? 1 : -1));
  return last && last.kind !== "none" ? last : undefined;
}

/** A rule in a line: how much. */
export const askedText = (rule: DepositRule, t: Texts): string => (rule.kind === "amount" ? t.amount(yuan(rule.amountFen ?? 0)) : rule.kind === "share" ? t.share(rule.percent ?? 0) : t.none);

/** And on which terms. */
export const termsText = (rule: DepositRule, t: Texts): string => (rule.kind === "none" ? "" : t.terms(rule.payHours ?? 0, rule.freeHours ?? 0, rule.latePercent ?? 0, rule.noShowPercent ?? 0));
