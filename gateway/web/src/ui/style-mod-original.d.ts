declare module "style-mod-original" {
  export * from "style-mod";
}
