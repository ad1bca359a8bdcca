import { chooseLanguage, dictionary, Language, textsOf } from "./i18n";
import { tellRefused } from "./toast";

const texts = dictionary({
  late: ["另一种语言没有下载下来；重新加载页面后就是您选的语言", "The other language could not be fetched; reload the page to have it as you chose"],
});

/** Switches the language as somebody asked for, and says so where it does not come. */
export function switchLanguage(next: Language): void {
  chooseLanguage(next).catch(() => tellRefused(textsOf(texts).late));
}
