import type { ReactElement } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import type { Problem } from "../../lib/problem";
import { Notice } from "../../ui/State";

const texts = dictionary({
  exists: ["这个手机号已经建过档。", "There is a customer with this phone already."],
  at: [(branch: string) => `建档院区：${branch}。请在该院区查找，或请对方转移归属。`, (branch: string) => `Kept at ${branch}. Find the customer there, or ask them to hand over.`],
  ask: ["请联系管理员确认归属。", "Ask an admin who keeps the record."],
});

/** The server's answer that a phone is somebody's: which branch has it, where the chain lets that be known. */
export function Duplicate({ problem }: { problem: Problem }): ReactElement {
  const t = useTexts(texts);
  const owner = problem.document?.["ownedBy"] as { branchName?: string } | undefined;
  return <Notice kind="warn" live>{t.exists}{owner?.branchName ? t.at(owner.branchName) : t.ask}</Notice>;
}
