import { ReactElement, useEffect, useState } from "react";
import { dayMinute } from "../lib/clock";
import { addDays, time, weekday } from "../lib/format";
import { useTexts } from "../lib/i18n";
import type { Problem } from "../lib/problem";
import { asProblem, readTimes } from "./asking";
import { Day, Half, mostWishes, PageShown, toggled, Wish, wishName } from "./model";
import { Notice } from "./parts";
import { publicTexts } from "./texts";

const atOnce = 14;

/** A wish in words: `11月24日星期二 09:00`. */
export function useWishText(): (wish: Wish) => string {
  const t = useTexts(publicTexts);
  return (wish) => ("startsAt" in wish ? `${weekday(dayMinute(wish.startsAt).day)} ${time(wish.startsAt)}` : `${weekday(wish.day)} ${t[wish.half]}`);
}

interface WishStepProps {
  page: PageShown;
  address: string;
  service: string;
  wishes: readonly Wish[];
  error: string | undefined;
  onWishes: (wishes: readonly Wish[]) => void;
  problemText: (problem: Problem) => string;
}

/** Free times of two weeks, or half-days where the clinic shows no times or none of them suits; up to three, in the order of preference. */
export function WishStep({ page, address, service, wishes, error, onWishes, problemText }: WishStepProps): ReactElement {
  const t = useTexts(publicTexts);
  const text = useWishText();
  const [from, setFrom] = useState(page.from);
  const [days, setDays] = useState<readonly Day[]>();
  const [problem, setProblem] = useState<Problem>();
  const [tries, setTries] = useState(0);
  const [isByHalves, setByHalves] = useState(page.wishes === "halves");
  useEffect(() => {
    let isOver = false;
    setDays(undefined);
    setProblem(undefined);
    readTimes(address, service, from).then((found) => !isOver && setDays(found.days), (failure) => !isOver && setProblem(asProblem(failure)));
    return () => {
      isOver = true;
    };
  }, [address, service, from, tries]);
  const toggle = (wish: Wish) => onWishes(toggled(wishes, wish));
  const isChosen = (wish: Wish) => wishes.some((one) => wishName(one) === wishName(wish));
  const isFull = wishes.length >= mostWishes;
  const button = (wish: Wish, label: string, spoken: string, note?: string) => (
    <button key={wishName(wish)} type="button" className="p-time" aria-pressed={isChosen(wish)} aria-label={note ? `${spoken} ${note}` : spoken} disabled={isFull && !isChosen(wish)} onClick={() => toggle(wish)}>
      {label}{note && <small>{note}</small>}
    </button>
  );
  const half = (day: Day, which: Half) => button({ day: day.day, half: which }, t[which], `${weekday(day.day)} ${t[which]}`, page.wishes === "halves" && !day[which] ? t.halfFull : undefined);
  const open = (days ?? []).filter((day) => isByHalves || day.times.length > 0);
  return (
    <>
      <p className="p-hint">{t.wishesHelp}</p>
      {wishes.length > 0 && (
        <ol className="p-wishes" aria-label={t.chosen}>
          {wishes.map((wish, index) => (
            <li key={wishName(wish)}>
              <span><small>{t.nth(index + 1)}</small>{text(wish)}</span>
              <button type="button" className="p-remove" aria-label={t.removeWish(text(wish))} onClick={() => toggle(wish)}>×</button>
            </li>
          ))}
        </ol>
      )}
      {error && <p className="p-error" role="alert">{error}</p>}
      {isFull && <p className="p-hint" role="status">{t.full}</p>}
      {isByHalves && <p className="p-hint">{t.halvesHelp}</p>}
      {problem ? <Notice kind="bad">{problemText(problem)} <button type="button" className="p-link" onClick={() => setTries(tries + 1)}>{t.again}</button></Notice>
        : !days ? <p role="status">{t.loading}</p>
          : open.length === 0 ? <p className="p-none">{t.nothingFree}</p>
            : (
              <div className="p-days">
                {open.map((day) => (
                  <section key={day.day} aria-label={weekday(day.day)}>
                    <h3>{weekday(day.day)}</h3>
                    <div className="p-times">
                      {isByHalves ? <>{half(day, "morning")}{half(day, "afternoon")}</>
                        : day.times.map((startsAt) => button({ startsAt }, time(startsAt), `${weekday(day.day)} ${time(startsAt)}`))}
                    </div>
                  </section>
                ))}
              </div>
            )}
      <div className="p-pages">
        {from > page.from && <button type="button" className="p-link" onClick={() => setFrom(addDays(from, -atOnce) < page.from ? page.from : addDays(from, -atOnce))}>{t.earlier}</button>}
        {addDays(from, atOnce) <= page.to && <button type="button" className="p-link" onClick={() => setFrom(addDays(from, atOnce))}>{t.later}</button>}
      </div>
      {page.wishes === "times" && <button type="button" className="p-link" onClick={() => setByHalves(!isByHalves)}>{isByHalves ? t.backToTimes : t.anyHalf}</button>}
    </>
  );
}
