using System.Text.Json.Serialization;

namespace Sakimori.Benchmark.Contracts;

/// <summary>Event: a self-check was submitted and is on disk. Version 1.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="RulesVersion">The rules it is computed with.</param>
/// <param name="Organisation">The organisation it is about; null when an account keeps it for itself.</param>
public sealed record CheckSubmitted(Guid Check, string RulesVersion, Guid? Organisation = null);

/// <summary>Event: an organisation decided whether its latest result may be analysed. Version 1.</summary>
/// <param name="Audience">The organisation, or the account that decided for itself.</param>
/// <param name="Given">True: it may. False: it may not, or no longer.</param>
public sealed record ConsentDecided(Guid Audience, bool Given);

/// <summary>The module's contracts as JSON.</summary>
[JsonSerializable(typeof(CheckSubmitted))]
[JsonSerializable(typeof(ConsentDecided))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
