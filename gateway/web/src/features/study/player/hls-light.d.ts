/** The build without what no lesson has (alternative sound, advertisements), typed as the whole. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
