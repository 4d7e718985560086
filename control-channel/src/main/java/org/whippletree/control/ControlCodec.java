package org.whippletree.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A message's payload, both ways. Properties it does not know are ignored and a type it does not know is told apart from a broken
 * payload, so that processes of neighboring versions understand each other.
 */
final class ControlCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("paths")
                    .addSerializer(Path.class, new PathWriter())
                    .addDeserializer(Path.class, new PathReader())
                    .addSerializer(Set.class, new SetWriter()))
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private ControlCodec() {}

    static byte[] encode(ControlMessage message) {
        try {
            return JSON.writerFor(ControlMessage.class).writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + message.getClass().getSimpleName(), e);
        }
    }

    /** Reads a payload; the exceptions' messages never quote it, for it may hold a secret. */
    static ControlMessage decode(byte[] payload) throws UnknownMessageException, BrokenMessageException {
        try {
            ControlMessage message = JSON.readValue(payload, ControlMessage.class);
            if (message == null) {
                throw new BrokenMessageException("nothing but null");
            }
            return message;
        } catch (InvalidTypeIdException e) {
            if (e.getTypeId() == null) {
                throw new BrokenMessageException("no type");
            }
            throw new UnknownMessageException(e.getTypeId());
        } catch (JsonMappingException e) {
            throw new BrokenMessageException(e.getClass().getSimpleName() + " at " + e.getPathReference());
        } catch (JsonProcessingException e) {
            throw new BrokenMessageException(
                    e.getClass().getSimpleName() + " at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new BrokenMessageException(e.getClass().getSimpleName());
        }
    }

    /** A message of a type that this version does not have; to be skipped. */
    static final class UnknownMessageException extends Exception {
        private final String type;

        UnknownMessageException(String type) {
            super("unknown message type");
            this.type = type;
        }

        /** The type's name as the peer gave it. */
        String type() {
            return type;
        }
    }

    /** A payload that is no message; the link is of no use any more. */
    static final class BrokenMessageException extends Exception {
        BrokenMessageException(String message) {
            super(message);
        }
    }

    /** Jackson's own form is a {@code file:} URI, which the other end reads in the light of its own folder. */
    private static final class PathWriter extends StdScalarSerializer<Path> {
        PathWriter() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(path.toString());
        }
    }

    /** The JDK's sets are in another order in each process, and a configuration shall have one form. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // a serializer is found by a class
    private static final class SetWriter extends StdScalarSerializer<Set> {
        SetWriter() {
            super(Set.class);
        }

        @Override
        public void serialize(Set set, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartArray();
            List<Object> elements = new ArrayList<>(set);
            elements.sort(Comparator.comparing(String::valueOf));
            for (Object element : elements) {
                provider.defaultSerializeValue(element, json);
            }
            json.writeEndArray();
        }
    }

    private static final class PathReader extends StdScalarDeserializer<Path> {
        PathReader() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Path.of(json.getValueAsString(""));
        }
    }
}
