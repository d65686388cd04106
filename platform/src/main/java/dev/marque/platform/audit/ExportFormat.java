package dev.marque.platform.audit;

/** How an exported line looks. Implementations may be shared between threads. */
public sealed interface ExportFormat permits CsvFormat, NdjsonFormat {

    /** As the audit trail names it. */
    String name();

    /** What comes before the first line; may be empty. */
    String header();

    /** One line, with its end. */
    String line(AuditEntry entry);
}
