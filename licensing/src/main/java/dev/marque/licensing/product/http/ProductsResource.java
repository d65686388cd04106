package dev.marque.licensing.product.http;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.product.NewProduct;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.ProductEdit;
import dev.marque.licensing.product.Products;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.PageParameters;
import dev.marque.platform.http.Problems;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Products over HTTP. */
@Path("/api/v1/products")
@Tag(name = "Products", description = "What is sold.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProductsResource {

    private final Products products;
    private final CurrentActor current;

    @Inject
    public ProductsResource(Products products, CurrentActor current) {
        this.products = products;
        this.current = current;
    }

    @POST
    @Requires(LicensingPermissions.PRODUCTS_WRITE)
    @Problems(ProblemType.ALREADY_EXISTS)
    @Operation(
            operationId = "createProduct",
            summary = "Add a product",
            description = "Its code will be in the number of each of its licenses, and cannot be changed.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Product.class)))
    public Response create(@Valid @NotNull NewProduct request) {
        Product product = products.create(current.actor(), request);
        return Response.created(URI.create("/api/v1/products/" + product.id()))
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(product.version()))
                .entity(product)
                .build();
    }

    @GET
    @Requires(LicensingPermissions.PRODUCTS_READ)
    @Operation(operationId = "listProducts", summary = "List products", description = "Newest first.")
    public Page<Product> list(@BeanParam PageParameters page) {
        return products.list(current.actor(), page.toRequest());
    }

    @GET
    @Path("/{id}")
    @Requires(LicensingPermissions.PRODUCTS_READ)
    @Operation(
            operationId = "getProduct",
            summary = "See a product",
            description = "The ETag is its version: send it as If-Match to change just what you saw.")
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(schema = @Schema(implementation = Product.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(products.get(current.actor(), id));
    }

    @PATCH
    @Path("/{id}")
    @Requires(LicensingPermissions.PRODUCTS_WRITE)
    @Problems(ProblemType.CHANGED_MEANWHILE)
    @Operation(
            operationId = "updateProduct",
            summary = "Change a product",
            description = "Fields that are left out stay as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The product as it is now",
            content = @Content(schema = @Schema(implementation = Product.class)))
    public Response update(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ProductEdit request) {
        return answer(products.update(current.actor(), id, request, ExpectedVersion.ofIfMatch(ifMatch)));
    }

    private static Response answer(Product product) {
        return Response.ok(product)
                .header(HttpHeaders.ETAG, ExpectedVersion.tag(product.version()))
                .build();
    }
}
