import type { ReactElement } from "react";
import type { Note } from "../../gen/api";
import { moment } from "../../lib/format";
import { dictionary, useTexts } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/State";

const texts = dictionary({
  title: ["这条记录已在别处修改", "This note was changed elsewhere"],
  about: ["打开之后，它在另一个窗口或设备上被保存过。请选择留下哪一份；关闭则回到您的文字继续修改。", "It was saved in another window or on another device since you opened it. Choose which text stays; closing goes back to yours."],
  theirs: [(at: string) => `现在保存的（${at}）`, (at: string) => `What is saved now (${at})`],
  mine: ["我刚写的", "What I wrote"],
  keepTheirs: ["保留现在保存的", "Keep what is saved"],
  keepMine: ["用我写的替换", "Replace it with mine"],
});

/** Two texts of one note side by side: the one that is saved, and the one that was written on an older one. */
export function NoteConflictDialog({ theirs, mine, isBusy, onClose, onTheirs, onMine }: { theirs: Note; mine: string; isBusy: boolean; onClose: () => void; onTheirs: () => void; onMine: () => void }): ReactElement {
  const t = useTexts(texts);
  return (
    <Dialog title={t.title} wide onClose={onClose} foot={<><Button onClick={onTheirs}>{t.keepTheirs}</Button><Button kind="primary" writes busy={isBusy} onClick={onMine}>{t.keepMine}</Button></>}>
      <Notice kind="warn">{t.about}</Notice>
      <div className="form-grid">
        <section className="stack" aria-label={t.theirs(moment(theirs.updatedAt))}><h3>{t.theirs(moment(theirs.updatedAt))}</h3><p className="prewrap">{theirs.body}</p></section>
        <section className="stack" aria-label={t.mine}><h3>{t.mine}</h3><p className="prewrap">{mine}</p></section>
      </div>
    </Dialog>
  );
}
