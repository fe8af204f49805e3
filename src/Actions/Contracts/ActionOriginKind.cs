using Sakimori.Kernel;

namespace Sakimori.Actions.Contracts;

/// <summary>How the register names a kind of origin and leads back to it; a module registers one as a singleton for each.</summary>
/// <param name="Module">The module, as in <see cref="Domain.ActionOrigin"/>.</param>
/// <param name="Kind">The kind, as there.</param>
/// <param name="Name">What the reader sees.</param>
/// <param name="Href">The address of the thing.</param>
public sealed record ActionOriginKind(string Module, string Kind, Text Name, Func<Guid, string> Href);
