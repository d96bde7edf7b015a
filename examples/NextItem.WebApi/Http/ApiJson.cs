using System.Text.Json;
using System.Text.Json.Serialization;
using NextItem.WebApi.Endpoints;

namespace NextItem.WebApi.Http;

/// <summary>What goes over the wire. Strict: no unknown or double properties, no null where none is meant, no deep nesting.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = Limits.JsonDepth,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PredictRequest))]
[JsonSerializable(typeof(PredictResponse))]
[JsonSerializable(typeof(SimilarResponse))]
[JsonSerializable(typeof(ForgetRequest))]
[JsonSerializable(typeof(RequestStatus))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(UsersResponse))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
