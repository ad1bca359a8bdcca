import type { PointerEvent, ReactElement } from "react";
import { useTexts } from "../../lib/i18n";
import { choicesOf } from "../../lib/spoken";
import { language } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Button, IconButton } from "../../ui/Button";
import { Segments, TextField } from "../../ui/Field";
import type { Mark } from "./model";
import { benchTexts, mapNames } from "./texts";

// Outlines in a square of a thousand.
const outlines: Record<string, string> = {
  face_front: "M500 90C330 90 240 220 240 400C240 590 340 830 500 900C660 830 760 590 760 400C760 220 670 90 500 90ZM340 400C370 370 420 370 450 400M550 400C580 370 630 370 660 400M500 430L470 580C490 600 510 600 530 580M400 700C460 740 540 740 600 700",
  face_left: "M620 90C430 90 330 190 330 330C330 400 290 450 260 520C250 550 300 560 310 570C300 640 330 680 320 740C330 830 460 800 520 830L560 910M620 90C740 130 790 260 780 400C770 520 730 600 720 700L760 910M560 420C590 390 640 420 630 490C620 540 580 550 570 520",
  face_right: "M380 90C570 90 670 190 670 330C670 400 710 450 740 520C750 550 700 560 690 570C700 640 670 680 680 740C670 830 540 800 480 830L440 910M380 90C260 130 210 260 220 400C230 520 270 600 280 700L240 910M440 420C410 390 360 420 370 490C380 540 420 550 430 520",
  body_front: "M500 40C450 40 430 80 430 120C430 165 465 200 500 200C535 200 570 165 570 120C570 80 550 40 500 40ZM455 195L440 235C370 245 340 270 330 330L290 560M545 195L560 235C630 245 660 270 670 330L710 560M390 330C400 430 395 500 380 580C370 720 400 850 410 960M610 330C600 430 605 500 620 580C630 720 600 850 590 960M500 620L490 960M500 620L510 960",
  body_back: "M500 40C450 40 430 80 430 120C430 165 465 200 500 200C535 200 570 165 570 120C570 80 550 40 500 40ZM455 195L440 235C370 245 340 270 330 330L290 560M545 195L560 235C630 245 660 270 670 330L710 560M390 330C400 430 395 500 380 580C370 720 400 850 410 960M610 330C600 430 605 500 620 580C630 720 600 850 590 960M500 230L500 560M420 600C460 640 540 640 580 600M500 620L490 960M500 620L510 960",
};

const limit = (value: number): number => Math.max(0, Math.min(1000, Math.round(value)));

/** Maps with numbered marks: a place is chosen by pointing, or added in the middle and described. */
export function BodyMap({ map, onMap, marks, onMarks, isFixed }: { map: string; onMap: (map: string) => void; marks: readonly Mark[]; onMarks: (marks: Mark[]) => void; isFixed: boolean }): ReactElement {
  const t = useTexts(benchTexts);
  const shown = useStore(language);
  const own = marks.map((mark, index) => ({ mark, index })).filter((one) => one.mark.map === map);
  const add = (x: number, y: number) => onMarks([...marks, { map, x, y, note: "" }]);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    if (isFixed) return;
    const box = event.currentTarget.getBoundingClientRect();
    add(limit(((event.clientX - box.left) / box.width) * 1000), limit(((event.clientY - box.top) / box.height) * 1000));
  };
  const change = (index: number, note: string) => onMarks(marks.map((mark, place) => (place === index ? { ...mark, note } : mark)));
  return (
    <div>
      <Segments label={t.maps} choices={choicesOf(mapNames, shown)} value={map} onValue={onMap} />
      <div className="row row-wrap" style={{ gap: 16, alignItems: "flex-start", paddingTop: 8 }}>
        <div className="body-map">
          <svg viewBox="0 0 1000 1000" role="img" aria-label={choicesOf(mapNames, shown).find((one) => one.value === map)?.label ?? map} onPointerDown={point}>
            <path d={outlines[map] ?? ""} />
            {own.map(({ mark }, index) => (
              <g key={index}>
                <circle cx={mark.x} cy={mark.y} r="30" />
                <text x={mark.x} y={mark.y}>{index + 1}</text>
              </g>
            ))}
          </svg>
          {!isFixed && <p className="dim">{t.mapHelp}</p>}
        </div>
        <div className="grow" style={{ flexBasis: 150, minWidth: 150 }}>
          <ol className="mark-list">
            {own.map(({ mark, index }, number) => (
              <li key={index} className="row" style={{ gap: 8, alignItems: "flex-end" }}>
                <div className="grow"><TextField label={t.markAt(number + 1)} value={mark.note} onValue={(note) => change(index, note)} maxLength={500} disabled={isFixed} /></div>
                {!isFixed && <IconButton icon="trash-2" label={t.removeMark(number + 1)} onClick={() => onMarks(marks.filter((_, place) => place !== index))} />}
              </li>
            ))}
          </ol>
          {!isFixed && <Button icon="plus" onClick={() => add(500, 500)}>{t.addMark}</Button>}
        </div>
      </div>
    </div>
  );
}
