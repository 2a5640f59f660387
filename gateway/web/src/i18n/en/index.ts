/** Every text of the web app in English. */
import account from "./account.json";
import catalogue from "./catalogue.json";
import checkout from "./checkout.json";
import common from "./common.json";
import family from "./family.json";
import profile from "./profile.json";
import privacy from "./privacy.json";
import security from "./security.json";
import settings from "./settings.json";
import study from "./study.json";
import teaching from "./teaching.json";
import tree from "./tree.json";
import view from "./view.json";
import waysIn from "./ways-in.json";
import writing from "./writing.json";

export const en = {
  ...common,
  ...catalogue,
  ...account,
  ...checkout,
  ...family,
  ...privacy,
  ...profile,
  ...security,
  ...settings,
  ...study,
  ...teaching,
  ...tree,
  ...view,
  ...waysIn,
  ...writing,
};
