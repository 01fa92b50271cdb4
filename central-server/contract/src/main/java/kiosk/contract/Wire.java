package kiosk.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.Stream;

/// How records of the contract become JSON and back.
///
/// Fields that this side does not know are passed over, so that a newer peer can add some; a field
/// that is missing, of the wrong type or out of range is refused. Thread-safe.
public final class Wire {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(withoutPool())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .annotationIntrospector(new SealedTypes())
          .build();

  /// Kept buffers would hold the last message, and with it a person, for as long as nobody writes
  /// a longer one.
  private static JsonFactory withoutPool() {
    return JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();
  }

  /// Names the members of a sealed family by their simple names, and knows no others.
  private static final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public List<NamedType> findSubtypes(Annotated annotated) {
      Class<?>[] members = annotated.getRawType().getPermittedSubclasses();
      return members == null
          ? List.of()
          : Stream.of(members).map(m -> new NamedType(m, m.getSimpleName())).toList();
    }

    @Override
    public String findTypeName(AnnotatedClass member) {
      return member.getRawType().getSimpleName();
    }
  }

  /// Thrown when a message does not have the form the contract gives it. Never quotes the message.
  public static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param what is wrong; nothing of the message
    public MalformedException(String what) {
      super(what);
    }
  }

  /// One line of JSON.
  public static String encode(Record message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot encode " + message.getClass().getSimpleName(), e);
    }
  }

  /// Reads one message.
  public static <T> T decode(String json, Class<T> type) throws MalformedException {
    try {
      T message = MAPPER.readValue(json, type);
      if (message == null) {
        throw new MalformedException("not a " + type.getSimpleName() + ": null");
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new MalformedException("not a " + type.getSimpleName());
    }
  }

  private Wire() {}
}
