using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Schedules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Cli.Settings;

/// <summary>Options records by text: <c>LearningRate=0.001</c>, <c>Stop=PatienceStop</c>, <c>Stop.PatienceEpochs=5</c>.</summary>
internal static class OptionsText
{
    // What an option of an abstract type may hold, where the library does not say so itself.
    private static readonly Dictionary<Type, Type[]> Kinds = new()
    {
        [typeof(StopRule)] = [typeof(CalibratedStop), typeof(PatienceStop), typeof(NoStop)],
        [typeof(GradientRule)] = [typeof(WeightedSum), typeof(Mgda), typeof(PcGrad), typeof(UncertaintyWeighting)],
        [typeof(Schedule)] = [typeof(ConstantSchedule), typeof(CosineSchedule), typeof(LinearSchedule)],
    };

    // Options that the command line has otherwise, and those that take more than a value.
    private static readonly string[] Elsewhere = ["Seed", "Recommender"];

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { TellKindsApart } },
    };

    /// <summary>Options with some replaced.</summary>
    /// <param name="options">The options; they stay as they are.</param>
    /// <param name="owner">Whose options they are, in messages.</param>
    /// <param name="settings">What to replace.</param>
    /// <param name="problems">Gets a line for each wrong name or value; the options are of no use then.</param>
    public static T With<T>(T options, string owner, IReadOnlyList<Setting> settings, InputProblems problems)
        where T : class
    {
        if (settings.Count == 0)
            return options;
        var type = options.GetType();
        var json = JsonSerializer.SerializeToNode(options, type, Json)!.AsObject();
        List<string> wrong = [];
        foreach (var setting in settings)
        {
            if (Problem(json, type, owner, setting) is { } problem)
                wrong.Add(problem);
        }
        problems.Usage(wrong);
        return wrong.Count == 0 ? (T)json.Deserialize(type, Json)! : options;
    }

    /// <summary>All options as text that tells one run from another.</summary>
    public static string Of(object options) => JsonSerializer.Serialize(options, options.GetType(), Json);

    private static string? Problem(JsonObject json, Type type, string owner, Setting setting)
    {
        if (setting.Assignment.Split('=', 2) is not [var path, var value])
            return $"{setting.Typed}: it must be Name=Value.";
        var names = path.Split('.');
        for (var level = 0; ; level++)
        {
            var properties = PropertiesOf(type);
            var property = properties.FirstOrDefault(known => string.Equals(known.Name, names[level], StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                var allowed = properties.Length == 0 ? "it has none"
                    : $"it has {string.Join(", ", properties.Select(known => known.Name))}";
                return $"{setting.Typed}: {owner} has no option '{names[level]}'; {allowed}.";
            }
            if (level == names.Length - 1)
                return Replace(json, property, setting, value);
            if (json[property.Name] is not JsonObject inner)
                return $"{setting.Typed}: {property.Name} has no options of its own here.";
            (json, type, owner) = (inner, TypeOf(property.PropertyType, inner), $"{owner}.{property.Name}");
        }
    }

    private static string? Replace(JsonObject json, JsonPropertyInfo property, Setting setting, string value)
    {
        var before = json[property.Name];
        json[property.Name] = null;
        json[property.Name] = KindsOf(property.PropertyType) is { Count: > 0 } && value != "null"
            ? new JsonObject { ["$type"] = value } : SettingValue.Parse(property.PropertyType, value);
        try
        {
            if (json[property.Name] is { } node)
                node.Deserialize(property.PropertyType, Json);
            else if (!SettingValue.MayBeNull(property))
                throw new JsonException();
            return null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            json[property.Name] = before;
            return $"{setting.Typed}: it must be {SettingValue.Describe(property, KindsOf(property.PropertyType))}.";
        }
    }

    private static JsonPropertyInfo[] PropertiesOf(Type type) =>
    [
        .. Json.GetTypeInfo(type).Properties.Where(property => property.Set is not null && !Elsewhere.Contains(property.Name)
            && !property.Name.EndsWith("ColumnName", StringComparison.Ordinal)),
    ];

    private static List<JsonDerivedType> KindsOf(Type type) => [.. Json.GetTypeInfo(type).PolymorphismOptions?.DerivedTypes ?? []];

    private static Type TypeOf(Type declared, JsonObject json) =>
        KindsOf(declared).FirstOrDefault(kind => (string?)kind.TypeDiscriminator == (string?)json["$type"]) is { DerivedType: { } found }
            ? found : declared;

    private static void TellKindsApart(JsonTypeInfo info)
    {
        if (!Kinds.TryGetValue(info.Type, out var kinds))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var kind in kinds)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }
}
