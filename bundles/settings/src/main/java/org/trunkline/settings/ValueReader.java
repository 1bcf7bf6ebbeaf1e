package org.trunkline.settings;

import java.util.ArrayList;
import java.util.List;
import org.tomlj.TomlArray;
import org.trunkline.settings.ValueType.Conversion;

/** Makes the value of a key from what is written: placeholders are replaced, then its type converts it. */
public final class ValueReader {

    private final Placeholders placeholders;
    private final Conversion conversion;

    public ValueReader(Placeholders placeholders, Conversion conversion) {
        this.placeholders = placeholders;
        this.conversion = conversion;
    }

    /**
     * The value of a key.
     *
     * @param written what stands in the file: of a TOML type
     * @throws InvalidValueException if that is not allowed; the message continues after the key's name
     */
    public Object written(Key key, Object written) throws InvalidValueException {
        ValueType type = key.type();
        if (written instanceof String) {
            String text = (String) written;
            String replaced = placeholders.replace(text);
            if (type instanceof ValueType.Secret
                    && !((ValueType.Secret) type).mayBeWritten()
                    && replaced.equals(text)) {
                throw new InvalidValueException("must be " + type.allowed());
            }
            // a placeholder is always written as a text, so where a number is asked for, what it stands for may be one
            return replaced.equals(text) ? type.convert(text, conversion) : outside(type, replaced);
        }
        if (written instanceof TomlArray) {
            List<Object> elements = new ArrayList<>();
            for (Object element : ((TomlArray) written).toList()) {
                elements.add(element instanceof String ? placeholders.replace((String) element) : element);
            }
            return type.convert(elements, conversion);
        }
        return type.convert(written, conversion);
    }

    /**
     * The value of a key that an environment variable or a system property holds: a text whatever the type, and for a secret
     * the secret itself.
     *
     * @throws InvalidValueException if that is not allowed; the message continues after the key's name
     */
    public Object variable(Key key, String text) throws InvalidValueException {
        return outside(key.type(), placeholders.replace(text));
    }

    /** The value of a key that is not there and has this fallback. */
    public Object fallback(Key key, Object fallback) throws InvalidValueException {
        return key.type().convert(fallback, conversion);
    }

    private Object outside(ValueType type, String text) throws InvalidValueException {
        boolean isNumber = type instanceof ValueType.WholeNumber || type instanceof ValueType.Port;
        return type.convert(isNumber && text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text, conversion);
    }
}
