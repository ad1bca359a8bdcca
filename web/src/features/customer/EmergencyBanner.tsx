import type { ReactElement } from "react";
import { time } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useMe } from "../../lib/me";
import { cache } from "../../lib/query";
import { go } from "../../lib/router";
import { useSubmission } from "../../lib/submit";
import { tell } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { FormProblem, Notice } from "../../ui/State";
import { forgetOpening, useOpening } from "./openings";

const texts = dictionary({
  open: [(until: string) => `紧急访问中，${until} 自动结束。您查看的内容会记录，并由合规负责人复核。`, (until: string) => `Open in an emergency until ${until}. What you look at is recorded, and compliance will review it.`],
  close: ["立即结束", "Close now"],
  closed: ["紧急访问已结束", "The emergency is closed"],
});

/** While somebody has a customer open in an emergency: until when, and the way to end it. */
export function EmergencyBanner({ customerId }: { customerId: string }): ReactElement | null {
  const t = useTexts(texts);
  const opening = useOpening(customerId, useMe().user.id);
  const { isBusy, problem, run } = useSubmission();
  if (!opening) return null;
  const close = () => run(async () => {
    await api("DELETE /v1/break-glass/{id}", { path: { id: opening.id } }).catch((failure: { status?: number }) => {
      // A reviewer ended it before.
      if (failure.status !== 404) throw failure;
    });
    forgetOpening(opening.id);
    cache.invalidate(["customer", customerId]);
    tell(t.closed);
    go("/customers");
  });
  return (
    <div className="emergency">
      <Notice kind="bad" action={<Button writes icon="lock" busy={isBusy} onClick={() => void close()}>{t.close}</Button>}><b>{t.open(time(opening.until))}</b></Notice>
      <FormProblem problem={problem} />
    </div>
  );
}
