using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>
/// Options of a network within those of another: its name and its options. They are read in two steps, since only
/// <see cref="KnownModels"/> knows whose options a name stands for.
/// </summary>
internal sealed class NestedOptionsConverter : JsonConverter<RecommenderOptions>
{
    public override RecommenderOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var nested = (Nested)OptionsJson.Read(document.RootElement, typeof(Nested));
        return new UnreadOptions(nested.Model, nested.Options);
    }

    public override void Write(Utf8JsonWriter writer, RecommenderOptions value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        OptionsJson.Write(new Nested(value.Name, OptionsJson.Write(value))).WriteTo(writer);
    }

    private sealed record Nested(string Model, JsonElement Options);
}
