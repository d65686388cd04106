/** License keys, license files, fingerprints, signatures and validation rules, as pure functions. */
module dev.marque.keys {
    requires com.fasterxml.jackson.core;
    requires dev.marque.kernel;
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports dev.marque.keys.answer;
    exports dev.marque.keys.feature;
    exports dev.marque.keys.file;
    exports dev.marque.keys.fingerprint;
    exports dev.marque.keys.json;
    exports dev.marque.keys.license;
    exports dev.marque.keys.offline;
    exports dev.marque.keys.sign;
    exports dev.marque.keys.validation;
}
