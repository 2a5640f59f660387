/** Anybody looks up a code, or drops a PDF, and learns whether it is the academy's. */
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { isProblem } from "@/api/problems";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { DropCheck } from "./DropCheck";
import { recordQuery } from "./queries";
import { RecordView } from "./RecordView";

/** Search engines stay away: the page names a person. */
function useNoIndex(): void {
  useEffect(() => {
    const mark = document.createElement("meta");
    mark.name = "robots";
    mark.content = "noindex";
    document.head.append(mark);
    return () => mark.remove();
  }, []);
}

export function VerifyPage() {
  const { t } = useTranslation();
  const { code } = useParams();
  useTitle(t("certificates.verify.title"));
  useNoIndex();
  return (
    <div className="page max-w-4xl pt-10">
      <h1 className="text-4xl">{t("certificates.verify.title")}</h1>
      <p className="mt-2 max-w-2xl text-lg text-muted">{t("certificates.verify.lead")}</p>
      {code && <Found key={code} code={code} />}
      <div className="mt-10 grid items-start gap-6 md:grid-cols-2">
        <CodeForm key={code ?? ""} />
        <DropCheck />
      </div>
    </div>
  );
}

function Found({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(recordQuery(code));
  if (isProblem(error, "courses.certificate_not_found", "invalid")) {
    return (
      <EmptyState title={t("certificates.verify.unknownTitle")}>
        {t("certificates.verify.unknown", { code })}
      </EmptyState>
    );
  }
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (isPending) {
    return (
      <Loading className="mt-8">
        <Skeleton className="h-96 rounded-3xl" />
      </Loading>
    );
  }
  return (
    <div className="mt-8">
      <RecordView record={data} />
    </div>
  );
}

function CodeForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  const [error, setError] = useState<string>();
  const look = (event: FormEvent) => {
    event.preventDefault();
    const plain = code.replace(/[\s\-–—]/g, "").toUpperCase();
    if (plain.length !== 16) {
      setError(t("certificates.verify.codeWrong"));
      return;
    }
    void navigate(`/verify/${plain.match(/.{4}/g)?.join("-") ?? plain}`);
  };
  return (
    <form
      onSubmit={look}
      className="grid h-full content-start gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 className="text-xl">{t("certificates.verify.byCode")}</h2>
      <TextField
        label={t("certificates.code")}
        placeholder="AB23-CD34-EF56-GH78"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={code}
        error={error}
        onChange={(event) => setCode(event.target.value)}
      />
      <div>
        <Button type="submit">
          <Search aria-hidden="true" className="size-5" />
          {t("certificates.verify.look")}
        </Button>
      </div>
    </form>
  );
}
