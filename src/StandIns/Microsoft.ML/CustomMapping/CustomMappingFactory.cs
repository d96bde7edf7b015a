using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Marks a class, a <see cref="CustomMappingFactory{TSrc, TDst}"/>, as the one that makes the mapping of a contract.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    /// <summary>The class makes the mapping of this contract.</summary>
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}

internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(IHostEnvironment environment, string contractName);
}

/// <summary>Makes a mapping when a model is loaded.</summary>
/// <typeparam name="TSrc">The class whose members are the input columns.</typeparam>
/// <typeparam name="TDst">The class whose members are the output columns.</typeparam>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>The mapping.</summary>
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.CreateTransformer(IHostEnvironment environment, string contractName)
        => new CustomMappingTransformer<TSrc, TDst>(environment, GetMapping(), contractName, null, null);
}
