import type { ReactElement } from "react";
import { CalendarStory } from "./CalendarStory";
import { labDay, ordinaryDay, ordinaryWeek, people, roster, visits } from "./data";

const forty = () => {
  const doctors = people(40);
  return { resources: doctors, bookings: visits(doctors, [labDay], { seed: 11, density: 0.9 }), ...roster(doctors, labDay) };
};
const dense = () => {
  const doctors = people(6);
  return { resources: doctors, bookings: visits(doctors, [labDay], { seed: 3, density: 0.9, overlaps: 0.7 }), ...roster(doctors, labDay) };
};
const empty = () => ({ ...ordinaryDay(), bookings: [] });

/** The calendar as it may meet people; each fills the page, under `/lab?story=…`. */
export const calendarStories: Readonly<Record<string, () => ReactElement>> = {
  "calendar-day": () => <CalendarStory clinic={ordinaryDay()} />,
  "calendar-week": () => <CalendarStory clinic={ordinaryWeek()} view="week" />,
  "calendar-list": () => <CalendarStory clinic={ordinaryDay()} view="list" />,
  "calendar-forty": () => <CalendarStory clinic={forty()} />,
  "calendar-dense": () => <CalendarStory clinic={dense()} />,
  "calendar-empty": () => <CalendarStory clinic={empty()} />,
  "calendar-nobody": () => <CalendarStory clinic={{ resources: [], bookings: [], shifts: [], closures: [] }} />,
  "calendar-loading": () => <CalendarStory clinic={{ ...ordinaryDay(), bookings: undefined }} />,
  "calendar-broken": () => <CalendarStory clinic={ordinaryDay()} breaks />,
  "calendar-refused": () => <CalendarStory clinic={ordinaryDay()} refuses />,
};
