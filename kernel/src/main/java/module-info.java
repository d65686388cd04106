/** Ids, time and terms, paging and the catalogue of problems, on the JDK alone. */
module dev.marque.kernel {
    requires static org.jspecify;

    exports dev.marque.kernel.id;
    exports dev.marque.kernel.net;
    exports dev.marque.kernel.page;
    exports dev.marque.kernel.problem;
    exports dev.marque.kernel.time;
}
