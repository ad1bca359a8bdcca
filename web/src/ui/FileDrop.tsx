import { DragEvent, ReactElement, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Icon } from "./Icon";

const texts = dictionary({
  drop: ["把文件拖到这里，或点击选择", "Drop a file here, or click to choose"],
  tooLarge: [(most: string) => `文件超过 ${most}`, (most: string) => `The file is larger than ${most}`],
  wrongType: ["文件类型不符", "Not a file of this type"],
});

/** Takes one file by drag, click or keyboard. */
export function FileDrop({ accept, mostBytes, onFile, hint }: { accept: readonly string[]; mostBytes: number; onFile: (file: File) => void; hint?: string }): ReactElement {
  const t = useTexts(texts);
  const [isOver, setOver] = useState(false);
  const [complaint, setComplaint] = useState<string>();
  const take = (file: File | undefined) => {
    if (!file) return;
    const isFit = accept.some((ending) => file.name.toLowerCase().endsWith(ending));
    const refusal = !isFit ? t.wrongType : file.size > mostBytes ? t.tooLarge(`${Math.round(mostBytes / 1048576)} MiB`) : undefined;
    setComplaint(refusal);
    if (!refusal) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={isOver ? "drop drop-over" : "drop"} onDrop={drop} onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
    >
      <Icon icon="file-up" large />
      <b>{t.drop}</b>
      {hint && <span className="dim small">{hint}</span>}
      {complaint && <span className="field-error" role="alert"><Icon icon="circle-alert" />{complaint}</span>}
      <input type="file" aria-label={t.drop} accept={accept.join(",")} onChange={(event) => take(event.target.files?.[0])} />
    </div>
  );
}
