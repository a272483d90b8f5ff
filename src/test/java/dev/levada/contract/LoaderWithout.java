package dev.levada.contract;

import java.io.IOException;
import java.io.InputStream;

/// Defines our classes anew, and has nothing of a library to give them: what runs inside shows that it does without.
public final class LoaderWithout extends ClassLoader {

    private final String missing;

    /// @param missing beginning of the names of the classes that are not there
    public LoaderWithout(String missing) {
        super(LoaderWithout.class.getClassLoader());
        this.missing = missing;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.levada.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defined(name) : loaded;
        }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException trouble) {
            throw new ClassNotFoundException(name, trouble);
        }
    }
}
