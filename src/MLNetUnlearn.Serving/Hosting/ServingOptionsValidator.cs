using Microsoft.Extensions.Options;

namespace MLNetUnlearn.Serving.Hosting;

/// <summary>Says all that is wrong with the options when the host starts.</summary>
internal sealed class ServingOptionsValidator : IValidateOptions<ServingOptions>
{
    public ValidateOptionsResult Validate(string? name, ServingOptions options) =>
        options.Problems().Message is { } message ? ValidateOptionsResult.Fail(message) : ValidateOptionsResult.Success;
}
