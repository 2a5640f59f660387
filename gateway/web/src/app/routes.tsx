/** Every address of the web app; each page is its own chunk. */
import { createBrowserRouter, Navigate } from "react-router";

import { VIEW_PATH } from "@/api/view-link";

import { ErrorPage } from "./ErrorPage";
import { NotFoundPage } from "./NotFoundPage";
import { PageLoading } from "./PageLoading";
import { RequireSession } from "./RequireSession";
import { Shell } from "./Shell";

const account = () => import("@/features/account/pages");
const impersonation = () => import("@/features/impersonation/pages");
const quizzes = () => import("@/features/quizzes/pages");
const quizTeaching = () => import("@/features/quizzes/teach/pages");
const study = () => import("@/features/study/LessonPage");

export const router = createBrowserRouter([
  {
    // Outside the frame, whose header is about whoever is signed in.
    path: VIEW_PATH,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({ Component: (await impersonation()).EnterPage }),
  },
  {
    element: <Shell />,
    errorElement: <ErrorPage />,
    children: [
      {
        errorElement: <ErrorPage inside />,
        hydrateFallbackElement: <PageLoading />,
        children: [
          {
            index: true,
            lazy: async () => ({
              Component: (await import("@/features/catalogue/HomePage")).HomePage,
            }),
          },
          {
            path: "courses",
            lazy: async () => ({
              Component: (await import("@/features/catalogue/CataloguePage")).CataloguePage,
            }),
          },
          {
            path: "courses/:slug",
            lazy: async () => ({
              Component: (await import("@/features/catalogue/CoursePage")).CoursePage,
            }),
          },
          {
            path: "teachers/:teacher",
            lazy: async () => ({
              Component: (await import("@/features/teachers/TeacherPage")).TeacherPage,
            }),
          },
          {
            path: "verify",
            lazy: async () => ({
              Component: (await import("@/features/certificates/VerifyPage")).VerifyPage,
            }),
          },
          {
            path: "verify/:code",
            lazy: async () => ({
              Component: (await import("@/features/certificates/VerifyPage")).VerifyPage,
            }),
          },
          {
            path: "unsubscribe",
            lazy: async () => ({
              Component: (await import("@/features/profile/UnsubscribePage")).UnsubscribePage,
            }),
          },
          { path: "register", lazy: async () => ({ Component: (await account()).RegisterPage }) },
          {
            path: "register/inbox",
            lazy: async () => ({ Component: (await account()).InboxPage }),
          },
          { path: "confirm", lazy: async () => ({ Component: (await account()).ConfirmPage }) },
          {
            path: "goodbye",
            lazy: async () => ({
              Component: (await import("@/features/privacy/GoodbyePage")).GoodbyePage,
            }),
          },
          {
            path: "forgot",
            lazy: async () => ({ Component: (await account()).ForgotPage }),
          },
          {
            path: "reset",
            lazy: async () => ({ Component: (await account()).ResetPage }),
          },
          {
            path: "email-change",
            lazy: async () => ({ Component: (await account()).EmailChangePage }),
          },
          {
            path: "signin/google",
            lazy: async () => ({ Component: (await account()).GooglePage }),
          },
          {
            path: "invitation",
            lazy: async () => ({ Component: (await account()).InvitationPage }),
          },
          { path: "signin", lazy: async () => ({ Component: (await account()).SignInPage }) },
          {
            path: "learn/:courseId/:lessonId",
            handle: { bare: true },
            lazy: async () => ({ Component: (await study()).LessonPage }),
          },
          {
            element: <RequireSession />,
            children: [
              {
                path: "learn/:courseId/:lessonId/attempts/:attemptId",
                lazy: async () => ({ Component: (await quizzes()).AttemptPage }),
              },
              {
                path: "learn",
                lazy: async () => ({
                  Component: (await import("@/features/study/MyCoursesPage")).MyCoursesPage,
                }),
              },
              {
                path: "certificates",
                lazy: async () => ({
                  Component: (await import("@/features/certificates/CertificatesPage"))
                    .CertificatesPage,
                }),
              },
              {
                path: "checkout/return",
                lazy: async () => ({
                  Component: (await import("@/features/checkout/ReturnPage")).ReturnPage,
                }),
              },
              {
                path: "account",
                lazy: async () => ({
                  Component: (await import("@/features/settings/SettingsLayout")).SettingsLayout,
                }),
                children: [
                  { index: true, element: <Navigate replace to="/account/profile" /> },
                  {
                    path: "profile",
                    lazy: async () => ({
                      Component: (await import("@/features/profile/ProfilePage")).ProfilePage,
                    }),
                  },
                  {
                    path: "family",
                    lazy: async () => ({
                      Component: (await import("@/features/family/FamilyPage")).FamilyPage,
                    }),
                  },
                  {
                    path: "security",
                    lazy: async () => ({
                      Component: (await import("@/features/security/SecurityPage")).SecurityPage,
                    }),
                  },
                  {
                    path: "data",
                    lazy: async () => ({
                      Component: (await import("@/features/privacy/DataPage")).DataPage,
                    }),
                  },
                  {
                    path: "payments",
                    lazy: async () => ({
                      Component: (await import("@/features/checkout/PaymentsPage")).PaymentsPage,
                    }),
                  },
                ],
              },
              {
                path: "account/payments/:orderId",
                lazy: async () => ({
                  Component: (await import("@/features/checkout/ReceiptPage")).ReceiptPage,
                }),
              },
            ],
          },
          {
            path: "teach",
            element: <RequireSession teaching />,
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import("@/features/authoring/TeachPage")).TeachPage,
                }),
              },
              {
                path: "new",
                lazy: async () => ({
                  Component: (await import("@/features/authoring/NewCoursePage")).NewCoursePage,
                }),
              },
              {
                path: "quizzes/:lessonId",
                lazy: async () => ({ Component: (await quizTeaching()).QuizEditorPage }),
              },
              {
                path: "grading",
                lazy: async () => ({ Component: (await quizTeaching()).GradingPage }),
              },
              {
                path: "attempts/:attemptId",
                lazy: async () => ({ Component: (await quizTeaching()).GradeAttemptPage }),
              },
              {
                path: "reviews",
                lazy: async () => ({
                  Component: (await import("@/features/reviews/TaughtReviewsPage"))
                    .TaughtReviewsPage,
                }),
              },
              {
                path: "import",
                lazy: async () => ({
                  Component: (await import("@/features/exchange/ImportPage")).ImportPage,
                }),
              },
              {
                path: "imports/:importId",
                lazy: async () => ({
                  Component: (await import("@/features/exchange/ImportReportPage"))
                    .ImportReportPage,
                }),
              },
              {
                path: "courses/:courseId",
                lazy: async () => ({
                  Component: (await import("@/features/authoring/CourseEditorPage"))
                    .CourseEditorPage,
                }),
              },
              {
                path: "courses/:courseId/students",
                lazy: async () => ({
                  Component: (await import("@/features/roster/StudentsPage")).StudentsPage,
                }),
              },
              {
                path: "courses/:courseId/certificate",
                lazy: async () => ({
                  Component: (await import("@/features/certificates/TeacherPage")).TeacherPage,
                }),
              },
              {
                path: "courses/:courseId/lessons/:lessonId",
                lazy: async () => ({
                  Component: (await import("@/features/authoring/LessonEditorPage"))
                    .LessonEditorPage,
                }),
              },
            ],
          },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
