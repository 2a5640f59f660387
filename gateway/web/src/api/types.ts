/** Short names for the messages of the API, as its OpenAPI document describes them. */
import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type User = Schemas["User"];
export type Session = Schemas["Session"];
export type ImpersonationSession = Schemas["ImpersonationSession"];
export type Category = Schemas["Category"];
export type FacetValue = Schemas["FacetValue"];
export type Facets = Schemas["Facets"];
export type Suggestion = Schemas["Suggestion"];
export type Review = Schemas["Review"];
export type TaughtReview = Schemas["TaughtReview"];
export type Course = Schemas["Course"];
export type CourseCard = Schemas["CourseCard"];
export type CourseDraft = Schemas["CourseDraft"];
export type CourseFile = Schemas["CourseFile"];
export type CourseStatus = Schemas["CourseStatus"];
export type Lesson = Schemas["Lesson"];
export type LessonDraft = Schemas["LessonDraft"];
export type LessonKind = Schemas["LessonKind"];
export type LessonSummary = Schemas["LessonSummary"];
export type Level = Schemas["Level"];
export type Licence = Schemas["Licence"];
export type Module = Schemas["Module"];
export type Topic = Schemas["Topic"];
export type LessonState = Schemas["LessonState"];
export type Missing = Schemas["Missing"];
export type SectionLabel = Schemas["SectionLabel"];
export type StoredFile = Schemas["StoredFile"];
export type Money = Schemas["Money"];
export type Access = Schemas["Access"];
export type Enrollment = Schemas["Enrollment"];
export type CourseStudent = Schemas["CourseStudent"];
export type StudentProgress = Schemas["StudentProgress"];
export type CourseFigures = Schemas["CourseFigures"];
export type StudyPlan = Schemas["StudyPlan"];
export type StudiedLesson = Schemas["StudiedLesson"];
export type CourseImport = Schemas["CourseImport"];
export type CourseExport = Schemas["CourseExport"];
export type ExportFormat = Schemas["ExportFormat"];
export type Finding = Schemas["Finding"];
export type Progress = Schemas["Progress"];
export type Playback = Schemas["Playback"];
export type Caption = Schemas["Caption"];
export type PreparedVideo = Schemas["PreparedVideo"];
export type WatchProgress = Schemas["WatchProgress"];
export type Order = Schemas["Order"];
export type Upload = Schemas["Upload"];
export type FreshToken = Schemas["FreshToken"];
export type SecondFactors = Schemas["SecondFactors"];
export type TotpEnrollment = Schemas["TotpEnrollment"];
export type Passkey = Schemas["Passkey"];
export type PasskeyOffer = Schemas["PasskeyOffer"];
export type PasskeyAssertion = Schemas["PasskeyAssertionInput"];
export type PasskeyCreation = Schemas["PasskeyCreationInput"];
export type Proof = Schemas["Proof"];
export type StepUpOffer = Schemas["StepUpOffer"];
export type Device = Schemas["Device"];
export type SignInSettings = Schemas["SignInSettings"];
export type EmailChange = Schemas["EmailChange"];
export type DataExport = Schemas["DataExport"];
export type DataPart = DataExport["parts"][number];
export type Profile = Schemas["Profile"];
export type TeacherProfile = Schemas["TeacherProfile"];
export type TeacherPage = Schemas["TeacherPage"];
export type NotificationSetting = Schemas["NotificationSetting"];
export type Family = Schemas["Family"];
export type Guardianship = Schemas["Guardianship"];
export type InvitationCard = Schemas["InvitationCard"];

export type CertificateCard = Schemas["CertificateCard"];
export type CertificateProgress = Schemas["CertificateProgress"];
export type CertificateRecord = Schemas["CertificateRecord"];
export type CertificateRule = Schemas["CertificateRule"];
export type CertificateStatus = Schemas["CertificateStatus"];
export type CertificateCandidate = Schemas["CertificateCandidate"];
export type CertificateSnapshot = Schemas["CertificateSnapshot"];
export type CourseCertificate = Schemas["CourseCertificate"];
export type FileCheck = Schemas["FileCheck"];
export type Requirement = Schemas["Requirement"];

export type CourseFilter = NonNullable<paths["/v1/courses"]["get"]["parameters"]["query"]>;

/** One page of a keyset list; `next` is the cursor of the page after it. */
export interface Page<Item> {
  items: Item[];
  next?: string | null;
}
