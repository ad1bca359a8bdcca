import { halfWidth } from "../../lib/input";
import type { CustomerForm } from "../customer/form";

/** What of a form says who somebody is: whole numbers only, since each question is written down. */
export function telling(form: Pick<CustomerForm, "name" | "phone" | "idNumber" | "wechat" | "birthday">): Record<string, string> | undefined {
  const said: Record<string, string> = {};
  const phone = halfWidth(form.phone).replace(/[\s-]/g, "");
  if (/^(\+?86)?1\d{10}$/.test(phone) || /^\+\d{8,15}$/.test(phone)) said["phone"] = phone;
  const idNumber = halfWidth(form.idNumber).trim();
  if (idNumber.length >= 15) said["idNumber"] = idNumber;
  if (form.wechat.trim().length >= 6) said["wechat"] = form.wechat.trim();
  const hasName = form.name.trim().length >= 2;
  if (hasName && /^\d{4}-\d{2}-\d{2}$/.test(form.birthday)) said["birthday"] = form.birthday;
  if (Object.keys(said).length === 0) return undefined;
  return hasName ? { ...said, name: form.name.trim() } : said;
}
