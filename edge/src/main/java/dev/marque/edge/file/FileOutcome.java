package dev.marque.edge.file;

import dev.marque.edge.EdgeCode;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.licensing.license.LicenseCopy;

/** What came of reading the license file of a server at a customer. */
public sealed interface FileOutcome {

    /** Genuine, of the floating license that the server is for, and for this server. Its times are judged later. */
    record Good(LicenseCopy license, LicenseFileResult.Valid file) implements FileOutcome {}

    /** Not to be relied on. */
    record Refused(EdgeCode code, String detail) implements FileOutcome {}
}
