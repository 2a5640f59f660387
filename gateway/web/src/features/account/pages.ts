/** The pages around having an account, as one chunk. */
export { ConfirmPage } from "./ConfirmPage";
export { InboxPage } from "./InboxPage";
export { RegisterPage } from "./RegisterPage";
export { SignInPage } from "./SignInPage";
