using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Sakimori.Web.Api;

/// <summary>What a parameter of an operation means, also one that its handler reads from the request itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it stands.</param>
/// <param name="Meaning">For the reference.</param>
/// <param name="Required">True when the call fails without it.</param>
public sealed record ApiParameter(string Name, ParameterLocation In, string Meaning, bool Required)
{
    internal void Describe(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(p => p.In == In && string.Equals(p.Name, Name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            known.Description = Meaning;
            return;
        }

        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Name,
            In = In,
            Description = Meaning,
            Required = Required,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}

/// <summary>How operations say what their parameters mean.</summary>
public static class ApiParameters
{
    /// <summary>A part of the path.</summary>
    public static TBuilder WithPath<TBuilder>(this TBuilder endpoint, string name, string meaning)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new ApiParameter(name, ParameterLocation.Path, meaning, Required: true));

    /// <summary>A part of the query; it may be left out.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder endpoint, string name, string meaning)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new ApiParameter(name, ParameterLocation.Query, meaning, Required: false));

    /// <summary>A header.</summary>
    public static TBuilder WithHeader<TBuilder>(this TBuilder endpoint, string name, string meaning, bool required = false)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new ApiParameter(name, ParameterLocation.Header, meaning, required));
}
