/** Packages of courses as files: what they are, whatever the system calls them. */
const TYPES: [RegExp, string][] = [
  [/\.(tar\.gz|tgz)$/i, "application/gzip"],
  [/\.(imscc|zip)$/i, "application/zip"],
];

export const PACKAGE_ENDINGS = ".tar.gz,.tgz,.gz,.imscc,.zip";

/** The same file under the type that its ending says; null when it is no package. */
export function asPackage(file: File): File | null {
  const type = TYPES.find(([ending]) => ending.test(file.name))?.[1];
  return type ? new File([file], file.name, { type }) : null;
}

/** What a course may be called until its package is read. */
export function titleOf(file: Pick<File, "name">): string {
  const plain = file.name.replace(/\.(tar\.gz|tgz|imscc|zip)$/i, "").replace(/[_-]+/g, " ");
  return plain.trim().slice(0, 200) || file.name.slice(0, 200);
}
