namespace Microsoft.ML;

/// <summary>Makes a class known by a contract. Not open to others.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName) => ContractName = contractName;

    /// <summary>The name by which the class is found, among all classes with the same attribute.</summary>
    public string ContractName { get; }
}
