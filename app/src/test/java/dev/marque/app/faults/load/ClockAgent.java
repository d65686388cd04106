package dev.marque.app.faults.load;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Gives the packaged server a clock that can be moved: it rewrites the one method that makes the system's clock. So the
 * server needs no switch for that, which somebody could find.
 */
public final class ClockAgent {

    private static final String SOURCES = "dev/marque/app/wiring/Sources";
    private static final String METHOD = "systemClock";

    private ClockAgent() {}

    /** Called by the JVM before main. */
    public static void premain(String argument, Instrumentation instrumentation) {
        System.setProperty(FileClock.FILE, argument);
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                return SOURCES.equals(name) ? withFileClock(bytes) : null;
            }
        });
    }

    private static byte[] withFileClock(byte[] bytes) {
        ClassFile file = ClassFile.of();
        MethodTypeDesc makesClock = MethodTypeDesc.of(ClassDesc.of(Clock.class.getName()));
        ClassDesc fileClock = ClassDesc.of(FileClock.class.getName());
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethods(
                        method -> method.methodName().equalsString(METHOD), (method, element) -> {
                            if (element instanceof CodeModel) {
                                method.withCode(code -> code.invokestatic(fileClock, "create", makesClock)
                                        .areturn());
                            } else {
                                method.with(element);
                            }
                        }));
    }
}
