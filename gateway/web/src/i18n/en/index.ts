/** Every text of the web app in English. */
import account from "./account.json";
import catalogue from "./catalogue.json";
import certificates from "./certificates.json";
import checkout from "./checkout.json";
import common from "./common.json";
import exchange from "./exchange.json";
import family from "./family.json";
import quizzes from "./quizzes.json";
import profile from "./profile.json";
import privacy from "./privacy.json";
import roster from "./roster.json";
import reviews from "./reviews.json";
import search from "./search.json";
import security from "./security.json";
import settings from "./settings.json";
import links from "./links.json";
import study from "./study.json";
import teaching from "./teaching.json";
import video from "./video.json";
import tree from "./tree.json";
import view from "./view.json";
import waysIn from "./ways-in.json";
import writing from "./writing.json";

export const en = {
  ...common,
  ...catalogue,
  ...account,
  ...certificates,
  ...checkout,
  ...exchange,
  ...family,
  ...privacy,
  ...profile,
  ...roster,
  ...quizzes,
  ...reviews,
  ...search,
  ...security,
  ...settings,
  ...links,
  ...study,
  ...teaching,
  ...video,
  ...tree,
  ...view,
  ...waysIn,
  ...writing,
};
