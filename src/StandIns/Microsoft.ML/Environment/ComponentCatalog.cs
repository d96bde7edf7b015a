using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>The components that can be found by name.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _registration = new();
    private readonly HashSet<string?> _assemblies = [];
    private readonly Dictionary<(Type Kind, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    /// <summary>Registers the classes of an assembly that have the attribute of an extension. Once is enough.</summary>
    /// <param name="assembly">The assembly, all of whose types must be loadable.</param>
    /// <param name="throwOnError">Whether a contract that is registered already is an error; otherwise the older one stays.</param>
    /// <exception cref="InvalidOperationException">A contract is registered already.</exception>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        lock (_registration)
        {
            if (!_assemblies.Add(assembly.FullName))
                return;
            foreach (var type in assembly.GetTypes().Where(static type => type.IsClass))
            {
                foreach (var attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
                    Contracts.Check(_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) || !throwOnError,
                        $"There is another {attribute.GetType().Name} with the contract '{attribute.ContractName}'.");
            }
        }
    }

    internal object CreateExtension(Type kind, string contract)
    {
        Contracts.Check(_extensions.TryGetValue((kind, contract), out var type),
            $"No registered assembly has a class with a {kind.Name} for the contract '{contract}'.");
        return Activator.CreateInstance(type)!;
    }
}
