/** The pages around having an account, as one chunk. */
export { ConfirmPage } from "./ConfirmPage";
export { EmailChangePage } from "./EmailChangePage";
export { ForgotPage } from "./ForgotPage";
export { GooglePage } from "./GooglePage";
export { InboxPage } from "./InboxPage";
export { InvitationPage } from "./InvitationPage";
export { RegisterPage } from "./RegisterPage";
export { ResetPage } from "./ResetPage";
export { SignInPage } from "./SignInPage";
