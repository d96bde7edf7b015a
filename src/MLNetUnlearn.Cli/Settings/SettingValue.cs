using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace MLNetUnlearn.Cli.Settings;

/// <summary>A value of an option as text.</summary>
internal static class SettingValue
{
    /// <summary>The JSON of a text, by the option's type: whatever is no number there stays text.</summary>
    public static JsonNode? Parse(Type type, string text)
    {
        if (text == "null")
            return null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool) && bool.TryParse(text, out var truth))
            return truth;
        if (IsWhole(plain) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (plain == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
            return number;
        return text;
    }

    public static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);

    /// <summary>What an option may hold, as the end of the sentence "it must be ...".</summary>
    public static string Describe(JsonPropertyInfo property, IReadOnlyList<JsonDerivedType> kinds)
    {
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var what = kinds.Count > 0 ? $"one of {string.Join(", ", kinds.Select(kind => kind.TypeDiscriminator))}"
            : plain.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(plain))}"
            : plain == typeof(bool) ? "true or false"
            : IsWhole(plain) ? "a whole number"
            : plain == typeof(double) ? "a number"
            : plain == typeof(string) ? "a text" : "left as it is, or have its own options set";
        return MayBeNull(property) ? $"{what}, or null" : what;
    }

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);
}
