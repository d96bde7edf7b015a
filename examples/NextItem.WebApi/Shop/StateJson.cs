using System.Text.Json.Serialization;
using NextItem.WebApi.Forgetting;

namespace NextItem.WebApi.Shop;

/// <summary>What is written to the state folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(Origin))]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class StateJson : JsonSerializerContext;
