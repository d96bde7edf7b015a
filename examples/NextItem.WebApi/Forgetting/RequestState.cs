using System.Text.Json.Serialization;

namespace NextItem.WebApi.Forgetting;

/// <summary>How far a request has come. In none of these states is the item in an answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestState>))]
internal enum RequestState
{
    /// <summary>The item is left out of answers; the model still knows it.</summary>
    [JsonStringEnumMemberName("suppressed")]
    Suppressed,

    /// <summary>The model is unlearning it.</summary>
    [JsonStringEnumMemberName("unlearning")]
    Unlearning,

    /// <summary>The model has unlearned it and the log is without it.</summary>
    [JsonStringEnumMemberName("forgotten")]
    Forgotten,

    /// <summary>The last try to unlearn it failed; it will be tried again.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
