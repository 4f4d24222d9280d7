#include "CAssets.h"

// Embedded by the preprocessor: megabytes compile in no time, and a changed file is noticed by the build.
static const unsigned char beta_csdl[] = {
#embed "files/beta.csdl.xml"
};
static const unsigned char v1_csdl[] = {
#embed "files/v1.0.csdl.xml"
};
static const unsigned char overlay_csdl[] = {
#embed "files/overlay.csdl.xml"
};
static const unsigned char products[] = {
#embed "files/products.json"
};

static const unsigned char permissions[] = {
#embed "files/permissions.tsv"
};

static const unsigned char further_permissions[] = {
#embed "files/further-permissions.tsv"
};

static const unsigned char permission_names[] = {
#embed "files/permission-names.tsv"
};

static const unsigned char directory_roles[] = {
#embed "files/directory-roles.tsv"
};

static const unsigned char refusals[] = {
#embed "files/refusals.tsv"
};

static const unsigned char published[] = {
#embed "files/published.txt"
};

struct graph_asset graph_asset_beta_csdl(void) { return (struct graph_asset){beta_csdl, sizeof beta_csdl}; }

struct graph_asset graph_asset_v1_csdl(void) { return (struct graph_asset){v1_csdl, sizeof v1_csdl}; }

struct graph_asset graph_asset_overlay_csdl(void) {
  return (struct graph_asset){overlay_csdl, sizeof overlay_csdl};
}

struct graph_asset graph_asset_products(void) { return (struct graph_asset){products, sizeof products}; }

struct graph_asset graph_asset_permissions(void) {
  return (struct graph_asset){permissions, sizeof permissions};
}

struct graph_asset graph_asset_further_permissions(void) {
  return (struct graph_asset){further_permissions, sizeof further_permissions};
}

struct graph_asset graph_asset_permission_names(void) {
  return (struct graph_asset){permission_names, sizeof permission_names};
}

struct graph_asset graph_asset_directory_roles(void) {
  return (struct graph_asset){directory_roles, sizeof directory_roles};
}

struct graph_asset graph_asset_refusals(void) { return (struct graph_asset){refusals, sizeof refusals}; }

struct graph_asset graph_asset_published(void) { return (struct graph_asset){published, sizeof published}; }
